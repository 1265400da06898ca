function work(n) {
  const prime = new Array(n + 1).fill(true); let found = 0
  for (let i = 2; i <= n; i++) if (prime[i]) { found++; for (let j = i * i; j <= n; j += i) prime[j] = false }
  return found
}
console.log(work(1_000_000))
