def work(n):
    prime = [True] * (n + 1)
    found = 0
    for i in range(2, n + 1):
        if prime[i]:
            found += 1
            j = i * i
            while j <= n:
                prime[j] = False
                j += i
    return found
print(work(1_000_000))
