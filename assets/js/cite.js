// Copies a sentence's address, or a citation of it, from a menu at its sign.
import { make, style, wording } from './page.js'

let menu

/** Offers what can be copied of the sentence whose sign was used. */
export async function offer(sign) {
  const [t] = await Promise.all([wording(), style()])
  menu?.close()
  menu = open(sign, t)
}

function open(sign, t) {
  const said = make('span', { role: 'status', class: 'meta' })
  const buttons = Object.entries(citations(sign, t)).map(([way, words]) => {
    const button = make('button', { type: 'button', role: 'menuitem', tabindex: '-1' }, t(`cite.${way}`))
    button.addEventListener('click', async () => { said.textContent = await copy(words) ? t('cite.copied') : t('cite.failed') })
    return button
  })
  const box = make('span', { class: 'cite-menu', popover: 'manual', lang: document.documentElement.lang },
    make('span', { role: 'menu', 'aria-label': t('cite.label') }, ...buttons), said)
  sign.after(box)
  box.showPopover()
  lay(box, sign)
  buttons[0].focus({ preventScroll: true })

  const ends = new AbortController()
  const { signal } = ends
  const self = {
    close(back) {
      ends.abort()
      if (back) sign.focus({ preventScroll: true })
      box.remove()
    },
  }
  box.addEventListener('keydown', event => walk(event, buttons, self), { signal })
  document.addEventListener('pointerdown', event => { if (!box.contains(event.target)) self.close() }, { signal })
  addEventListener('scroll', () => lay(box, sign), { signal, passive: true })
  return self
}

function walk(event, buttons, menu) {
  const at = buttons.indexOf(document.activeElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1 + buttons.length, Home: 0, End: buttons.length - 1 }[event.key]
  if (event.key === 'Escape' || event.key === 'Tab') {
    if (event.key === 'Escape') event.preventDefault()
    menu.close(true)
  } else if (to !== undefined) {
    event.preventDefault()
    buttons[to % buttons.length].focus()
  }
}

/** Lays the menu under the sign, or above it where there is no room. */
function lay(box, sign) {
  const at = sign.getBoundingClientRect()
  box.style.left = `${Math.max(8, Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 8))}px`
  box.style.top = `${at.bottom + box.offsetHeight > innerHeight ? Math.max(8, at.top - box.offsetHeight) : at.bottom}px`
}

async function copy(words) {
  try {
    await navigator.clipboard.writeText(words)
    return true
  } catch { /* not allowed, or no secure address: the old way */ }
  const field = make('textarea', { readonly: true, class: 'visually-hidden' })
  field.value = words
  const focused = document.activeElement
  focused.after(field)
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  focused.focus({ preventScroll: true })
  return done
}

/** The words of a sentence, without the notes that stand in it. */
function wordsOf(sentence) {
  const copied = sentence.cloneNode(true)
  for (const note of copied.querySelectorAll('.note, .permalink, .preview, .cite-menu')) note.remove()
  return copied.textContent.replace(/[ \t\n]+/g, ' ').trim()
}

const signs = { '\\': '\\textbackslash{}', '^': '\\textasciicircum{}', '~': '\\textasciitilde{}' }
const escapes = {
  text: words => words,
  markdown: words => words.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&'),
  bibtex: words => words.replace(/[\\{}$&#%_^~]/g, c => signs[c] ?? `\\${c}`),
  csl: words => JSON.stringify(words).slice(1, -1),
}
const quoting = { text: words => `“${words}” — `, markdown: words => `> ${words}\n>\n> — ` }
const noting = { bibtex: words => `  note = {${words}},\n`, csl: words => `, "note": "${words}"` }

/** The ways to cite a sentence: the page's own citations of the document, with the sentence's words and address. */
function citations(sign, t) {
  const id = sign.getAttribute('href').slice(1)
  const page = document.querySelector('link[rel=canonical]')?.href ?? location.href.replace(/[?#].*$/, '')
  const words = wordsOf(document.getElementById(id))
  const where = t('cite.sentence', { n: id.slice(1) })
  const ways = { link: `${page}#${id}` }
  for (const block of document.querySelectorAll('pre[data-cite]')) {
    const form = block.dataset.cite
    const escape = escapes[form]
    const address = form === 'csl' ? escape : url => url
    const filled = block.cloneNode(true)
    const fill = (slot, text) => { for (const place of filled.querySelectorAll(`[data-slot=${slot}]`)) place.replaceWith(text) }
    for (const place of filled.querySelectorAll('[data-slot=fragment]')) { // after the address, which may be relative
      const before = place.previousSibling
      before.data = before.data.replace(/[^\s({"]*$/, () => address(page))
    }
    fill('fragment', address(`#${id}`))
    fill('quote', quoting[form]?.(escape(words)) ?? '')
    fill('note', noting[form]?.(escape(`${where}: “${words}”`)) ?? '')
    ways[form] = filled.textContent
  }
  return ways
}
