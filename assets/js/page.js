// What the features share: where things are, the reader's settings, words and style.
const script = document.querySelector('script[data-root]')

/** The address of the site's root. */
export const root = new URL(script.dataset.root, location.href)

/** The value kept in the browser under a key, or null. */
export function kept(key) {
  try { return localStorage.getItem(key) } catch { return null }
}

/** Keeps a value in the browser; null removes it. */
export function keep(key, value) {
  try {
    if (value === null) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
  } catch { /* no storage: it lasts as long as the page */ }
}

let catalogue
/** The words of the interface, as a function of a key and the values to fill in; with n, in the form that n takes. */
export function wording() {
  catalogue ??= fetch(script.dataset.words).then(answer => answer.json()).then(words => (key, values = {}) => {
    let text = words[key] ?? words[`${key}.${words.one.includes(values.n) ? 'one' : 'other'}`] ?? key
    for (const [name, value] of Object.entries(values)) text = text.replaceAll(`{${name}}`, value)
    return text
  })
  return catalogue
}

let styled
/** Fetches the style of what scripts add to a page. */
export function style() {
  styled ??= new Promise(done => {
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = script.dataset.sheet
    link.onload = link.onerror = done
    document.head.append(link)
  })
  return styled
}

/** Makes an element: its properties, then its children. */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue
    if (key in element && typeof value !== 'string') element[key] = value
    else element.setAttribute(key, value === true ? '' : value)
  }
  element.append(...children)
  return element
}

/** Switches a setting off, here and in the page's footer. */
export function switchOff(setting) {
  keep(setting, 'off')
  for (const box of document.querySelectorAll(`input[data-setting="${setting}"]`)) box.checked = false
}
