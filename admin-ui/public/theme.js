// Before the first paint, so that a dark screen does not flash white. `src/app/theme.ts` does the rest.
(function () {
  var chosen = 'system';
  try {
    chosen = localStorage.getItem('handfast-theme') ?? 'system';
  } catch {
    // Storage is off: the system's wish counts.
  }
  var dark = chosen === 'dark' || (chosen === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle('pf-v6-theme-dark', dark);
})();
