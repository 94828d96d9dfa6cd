// Marks on the home page what wasn't there at the last visit. The browser alone remembers; nothing is sent.
import { keep, kept, make, wording } from './page.js'

const pause = 30 * 60 * 1000 // ms after which coming back is a new visit
const most = 2000 // of what was seen, how much is remembered

/** A short name of an address. */
function short(url) {
  let h = 2166136261
  for (const c of new URL(url, location.href).href) h = Math.imul(h ^ c.codePointAt(0), 16777619)
  return (h >>> 0).toString(36)
}

const key = `visits ${new URL('.', location.href).pathname}`
let memory
try { memory = JSON.parse(kept(key)) } catch { /* not ours */ }
const now = Date.now()
const listed = [...document.querySelectorAll('.documents > li, .events > li')].map(element => ({ element, id: short(element.querySelector('a')?.href ?? '') }))
if (memory && now - memory.last > pause) memory = { ...memory, known: memory.seen, since: memory.last }
memory ??= { seen: [], known: null, since: null }
const fresh = memory.known ? listed.filter(({ id }) => !memory.known.includes(id)) : []
if (fresh.length) {
  const t = await wording()
  for (const { element } of fresh) element.querySelector('.headline, .when')?.append(' ', make('span', { class: 'chip fresh' }, t('visits.new')))
  const date = new Date(memory.since).toLocaleDateString(document.documentElement.lang, { day: 'numeric', month: 'long', year: 'numeric' })
  document.querySelector('.opening .meta')?.append(' ', make('span', { class: 'visits' }, t('visits.since', { n: new Set(fresh.map(({ id }) => id)).size, date })))
}
memory.seen = [...new Set([...listed.map(({ id }) => id), ...memory.seen])].slice(0, most)
memory.last = now
keep(key, JSON.stringify(memory))
