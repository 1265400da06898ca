% How many ways there are to place n queens, by placing one in each row; columns and diagonals taken are kept in lists.
place(N, N, _, _, _, 1) :- !.
place(N, Row, Columns, Lefts, Rights, Found) :-
    Last is N - 1,
    Next is Row + 1,
    findall(F, ( between(0, Last, C), Left is Row + C, Right is Row - C,
                 \+ memberchk(C, Columns), \+ memberchk(Left, Lefts), \+ memberchk(Right, Rights),
                 place(N, Next, [C|Columns], [Left|Lefts], [Right|Rights], F) ), Each),
    sum_list(Each, Found).
:- initialization((place(9, 0, [], [], [], Found), writeln(Found), halt)).
