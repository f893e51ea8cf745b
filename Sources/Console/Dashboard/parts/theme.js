// Light, dark, or what the system says.

export const themes = ['system', 'light', 'dark'];

export function theme() {
  return document.documentElement.dataset.theme ?? 'system';
}

export function setTheme(name) {
  if (name === 'system') {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem('theme');
  } else {
    document.documentElement.dataset.theme = name;
    localStorage.setItem('theme', name);
  }
}
