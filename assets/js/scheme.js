// Before the first paint: whether scripts run, and the colours that the reader chose.
{
  const page = document.documentElement
  page.dataset.js = ''
  try {
    const scheme = localStorage.getItem('scheme')
    if (scheme === 'light' || scheme === 'dark') page.dataset.scheme = scheme
  } catch { /* no storage: the system's colours */ }
}
