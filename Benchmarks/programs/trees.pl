tree(0, leaf) :- !.
tree(Depth, node(Left, Right)) :- Below is Depth - 1, tree(Below, Left), tree(Below, Right).
size(leaf, 1).
size(node(Left, Right), Size) :- size(Left, A), size(Right, B), Size is 1 + A + B.
work(0, Total, Total) :- !.
work(Turns, So_far, Total) :- tree(14, Tree), size(Tree, Size), Next is So_far + Size, Rest is Turns - 1, work(Rest, Next, Total).
:- initialization((work(20, 0, Total), writeln(Total), halt)).
