// Runs before the first paint, so that a chosen theme does not flash; a module would come too late.
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch { /* storage may be off; the system's theme is right then */ }
