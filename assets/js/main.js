// What every page has: settings, keys, and the features that are fetched only when a reader first uses them. Without
// any of this the page is complete; each feature that fails leaves it as it was.
import { keep, kept } from './page.js'

const on = setting => kept(setting) !== 'off'
const quietly = feature => feature.catch(() => {})
const typing = target => target.closest?.('input, textarea, select, [contenteditable]')

// Settings: the colours, and what can be switched off.
const scheme = document.querySelector('select[data-scheme]')
if (scheme) {
  scheme.value = kept('scheme') ?? ''
  scheme.addEventListener('change', () => {
    keep('scheme', scheme.value || null)
    if (scheme.value) document.documentElement.dataset.scheme = scheme.value
    else delete document.documentElement.dataset.scheme
  })
}
for (const box of document.querySelectorAll('input[data-setting]')) {
  box.checked = on(box.dataset.setting)
  box.addEventListener('change', () => keep(box.dataset.setting, box.checked ? null : 'off'))
}

// Search: the link of the header opens it here; on its own page it stands open.
const own = document.querySelector('[data-search-here]')
const link = document.querySelector('a[data-search]')
async function search() {
  if (own) return own.querySelector('input')?.focus()
  try {
    const feature = await import('./search.js')
    await feature.open(link)
  } catch { location.href = link.href }
}
if (own) quietly(import('./search.js').then(feature => feature.mount(own)))
link?.addEventListener('click', event => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || own) return
  event.preventDefault()
  search()
})

// Previews of entities, as long as they are wanted.
for (const kind of ['pointerover', 'focusin']) {
  document.addEventListener(kind, event => {
    const mention = event.target.closest?.('main a.m[href], main a.entity[href]')
    if (!mention || !on('previews') || event.pointerType === 'touch') return
    if (kind === 'focusin' && !mention.matches(':focus-visible')) return
    quietly(import('./preview.js').then(feature => feature.expect(mention, kind === 'focusin')))
  })
}

// Citations: the sign after a sentence leads to its address, and offers to copy it.
document.addEventListener('click', event => {
  const sign = event.target.closest?.('.s > a.permalink')
  if (!sign || event.ctrlKey || event.metaKey || event.shiftKey) return
  quietly(import('./cite.js').then(feature => feature.offer(sign)))
})

if (document.querySelector('[data-filters]')) quietly(import('./timeline.js'))
if (document.body.classList.contains('page-home')) quietly(import('./visits.js'))

// Keys. Letters can be switched off, since they may stand in a screen reader's way.
document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing(event.target) || document.querySelector('dialog[open]')) return
  if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
    if (event.shiftKey || event.target.closest?.('pre, table, [role=menu], [tabindex="0"]')) return
    document.querySelector(event.key === 'ArrowLeft' ? 'a[rel~=prev]' : 'a[rel~=next]')?.click()
  } else if (!on('keys')) {
    return
  } else if (event.key === '/' && link) {
    event.preventDefault()
    search()
  } else if (event.key === 'j' || event.key === 'k') {
    step(event.key === 'j' ? 1 : -1)
  }
})

/** Moves the focus to the next or the previous event, or sentence. */
function step(by) {
  const stops = [...document.querySelectorAll('main .s > a.permalink, main div.event > .named > a.permalink')].filter(stop => !stop.closest('[hidden]'))
  if (!stops.length) return
  let next = stops.indexOf(document.activeElement) + by
  if (!stops.includes(document.activeElement)) {
    let low = 0, high = stops.length // the first below the window's top, by few looks: each may have a long text laid out
    while (low < high) {
      const middle = (low + high) >> 1
      if (stops[middle].getBoundingClientRect().top > 0) high = middle
      else low = middle + 1
    }
    next = by < 0 ? low - 1 : low
  }
  stops[Math.max(0, Math.min(stops.length - 1, next))].focus()
}
