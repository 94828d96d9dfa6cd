// A card with what is known of an entity, when a mention of it is pointed at or focused (WCAG 1.4.13): it can be
// pointed at itself, pinned, dismissed with Esc and switched off. What it shows is taken from the entity's own page.
import { make, style, switchOff, wording } from './page.js'

const before = 350 // ms of pointing until it opens
const after = 250 // ms of pointing elsewhere until it closes
const cards = new Map() // address → what the entity's page says
let card // the open one
let waiting

/** Opens the card of a mention unless the pointer or the focus moves on. */
export function expect(mention, focused) {
  clearTimeout(waiting)
  if (card?.mention === mention) return card.stay()
  waiting = setTimeout(() => open(mention, focused).catch(() => {}), before)
  mention.addEventListener(focused ? 'blur' : 'pointerleave', () => clearTimeout(waiting), { once: true })
}

async function read(href) {
  if (!cards.has(href)) {
    const answer = await fetch(href)
    if (!answer.ok) throw new Error(answer.status)
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const text = selector => page.querySelector(selector)?.textContent.trim() ?? ''
    const kind = page.querySelector('.kicker .entity')
    cards.set(href, { name: text('h1'), lang: page.querySelector('h1')?.lang, type: text('.kicker .entity'), kind: kind?.className ?? '',
      description: text('.opening .standfirst'), profile: text('.dossier .prose p'), count: page.querySelector('.dossier')?.dataset.count ?? '' })
  }
  return cards.get(href)
}

async function open(mention, focused) {
  const [about, t] = await Promise.all([read(mention.href), wording(), style()])
  if (focused ? document.activeElement !== mention : !mention.matches(':hover')) return
  card?.close()
  card = show(mention, about, t)
}

function show(mention, about, t) {
  const pin = make('button', { type: 'button', 'aria-pressed': 'false' }, t('preview.pin'))
  const close = make('button', { type: 'button' }, t('preview.close'))
  const off = make('button', { type: 'button' }, t('preview.off'))
  // Spans throughout: the card stands within a paragraph, right after the mention, where the keyboard finds it.
  const box = make('span', { class: 'preview', role: 'group', 'aria-label': t('preview.label', { name: about.name }), popover: 'manual', lang: document.documentElement.lang },
    make('span', { class: about.kind }, about.type),
    make('strong', { lang: about.lang || undefined }, about.name),
    make('span', {}, about.description), make('span', { class: 'profile' }, about.profile),
    make('span', { class: 'meta' }, about.count),
    make('span', { class: 'actions' }, pin, close, off))
  mention.after(box)
  box.showPopover()
  lay(box, mention)

  const ends = new AbortController()
  const { signal } = ends
  let leaving
  const self = {
    mention,
    stay() { clearTimeout(leaving) },
    leave() {
      clearTimeout(leaving)
      if (pin.getAttribute('aria-pressed') !== 'true') leaving = setTimeout(self.close, after)
    },
    close(back) {
      ends.abort()
      clearTimeout(leaving)
      if (back === true && box.contains(document.activeElement)) mention.focus()
      box.remove()
      if (card === self) card = null
    },
  }
  for (const part of [mention, box]) {
    part.addEventListener('pointerenter', self.stay, { signal })
    part.addEventListener('pointerleave', () => { if (!box.contains(document.activeElement)) self.leave() }, { signal })
    part.addEventListener('focusin', self.stay, { signal })
    part.addEventListener('focusout', () => { if (!box.matches(':hover') && !mention.matches(':hover')) self.leave() }, { signal })
  }
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    self.close(true)
  }, { signal })
  addEventListener('scroll', () => lay(box, mention), { signal, passive: true })
  pin.addEventListener('click', () => pin.setAttribute('aria-pressed', String(pin.getAttribute('aria-pressed') !== 'true')))
  close.addEventListener('click', () => self.close(true))
  off.addEventListener('click', () => { switchOff('previews'); self.close(true) })
  return self
}

/** Lays the card under the mention, or above it where there is no room. */
function lay(box, mention) {
  const lines = mention.getClientRects()
  const first = lines[0] ?? mention.getBoundingClientRect()
  const below = (lines[lines.length - 1] ?? first).bottom + 2
  const left = Math.max(8, Math.min(first.left, document.documentElement.clientWidth - box.offsetWidth - 8))
  const above = below + box.offsetHeight > innerHeight && first.top > box.offsetHeight
  box.style.left = `${left}px`
  box.style.top = `${above ? first.top - box.offsetHeight - 2 : below}px`
}
