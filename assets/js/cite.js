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
  const about = cited(sign, t)
  const ways = { link: () => about.url, text: () => asText(about), markdown: () => asMarkdown(about), bibtex: () => asBibTeX(about), csl: () => asCSL(about) }
  const said = make('span', { role: 'status', class: 'meta' })
  const buttons = Object.entries(ways).map(([way, words]) => {
    const button = make('button', { type: 'button', role: 'menuitem', tabindex: '-1' }, t(`cite.${way}`))
    button.addEventListener('click', async () => { said.textContent = await copy(words()) ? t('cite.copied') : t('cite.failed') })
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

/** What a citation needs, from the page. */
export function cited(sign, t) {
  const id = sign.getAttribute('href').slice(1)
  const { title, publisher, byline, date, lang } = sign.closest('[data-title]').dataset
  const page = document.querySelector('link[rel=canonical]')?.href ?? location.href.replace(/[?#].*$/, '')
  const words = wordsOf(document.getElementById(id)).replace(/[ \t\n]+/g, ' ').trim()
  return { id, title, publisher, byline, date, lang, words, url: `${page}#${id}`, where: t('cite.sentence', { n: id.slice(1) }) }
}

/** The words of a sentence, without the notes that stand in it. */
function wordsOf(sentence) {
  const copied = sentence.cloneNode(true)
  for (const note of copied.querySelectorAll('.note, .permalink, .preview, .cite-menu')) note.remove()
  return copied.textContent
}

const source = about => [about.byline, `“${about.title}”`, about.publisher, about.date].filter(Boolean).join(', ')

export const asText = about => `“${about.words}” — ${source(about)}, ${about.where}. ${about.url}`

const plain = text => text.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&')

export const asMarkdown = about => `> ${plain(about.words)}\n>\n> — [${plain(source(about))}, ${about.where}](${about.url})`

const key = about => `${new URL(about.url).pathname.split('/').filter(Boolean).at(-1) ?? 'document'}-${about.id}`
const signs = { '\\': '\\textbackslash{}', '^': '\\textasciicircum{}', '~': '\\textasciitilde{}' }
const tex = text => text.replace(/[\\{}$&#%_^~]/g, c => signs[c] ?? `\\${c}`)

export function asBibTeX(about) {
  const fields = { author: about.byline && `{${tex(about.byline)}}`, title: tex(about.title), organization: about.publisher && tex(about.publisher), date: about.date,
    langid: { en: 'english', fr: 'french' }[about.lang], url: about.url, note: tex(`${about.where}: “${about.words}”`) }
  return `@online{${key(about)},\n${Object.entries(fields).filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}},\n`).join('')}}`
}

export function asCSL(about) {
  const day = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%])?$/.exec(about.date ?? '')
  const parts = day && { 'date-parts': [day.slice(1, 4).filter(Boolean).map(Number)], ...(day[4] && { circa: true }) }
  return JSON.stringify([{ id: key(about), type: 'article-newspaper', title: about.title, author: about.byline ? [{ literal: about.byline }] : undefined,
    'container-title': about.publisher, issued: parts || (about.date ? { raw: about.date } : undefined), language: about.lang, URL: about.url, note: `${about.where}: “${about.words}”` }], null, 2)
}
