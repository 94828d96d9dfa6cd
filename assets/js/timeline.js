// Filters the timeline by what its events say of themselves, and keeps the choice in the address.
import { make, wording } from './page.js'

const form = document.querySelector('[data-filters]')
const status = form.querySelector('[role=status]')
const all = form.querySelector('button')
const facets = ['entity', 'source', 'lang', 'status']
const fields = Object.fromEntries(facets.map(facet => [facet, form.querySelector(`select[name=${facet}]`)]))

const events = [...document.querySelectorAll('div.event[data-status]')].map(element => {
  const statements = [...element.querySelectorAll('[data-source]')]
  return {
    element,
    entity: (element.dataset.entities ?? '').split(' ').filter(Boolean),
    source: [...new Set(statements.map(s => s.dataset.source))],
    lang: [...new Set(statements.map(s => s.dataset.lang))],
    status: [element.dataset.status],
  }
})

// The names of what can be chosen, as the page gives them.
const names = { entity: {}, source: {}, lang: {}, status: {} }
for (const { element, entity } of events) {
  const links = element.querySelectorAll(':scope > .named a.entity')
  for (const [i, id] of entity.entries()) names.entity[id] = links[i]?.textContent ?? id
}

const fits = (event, chosen, but) => facets.every(facet => facet === but || !chosen[facet] || event[facet].includes(chosen[facet]))

function choose(chosen, t) {
  let shown = 0
  for (const event of events) {
    event.element.hidden = !fits(event, chosen)
    if (!event.element.hidden) shown++
  }
  for (const shelf of document.querySelectorAll('.dates > li, ol.dates, section.month, section.year')) {
    shelf.hidden = !shelf.querySelector('div.event:not([hidden])')
  }
  for (const head of document.querySelectorAll('.year > .whole')) head.hidden = head.nextElementSibling?.hidden ?? false
  for (const facet of facets) count(facet, chosen)
  const any = facets.some(facet => chosen[facet])
  status.textContent = any ? t('filter.shown', { n: shown, of: events.length }) : ''
  all.hidden = !any
}

/** Writes beside each value of a facet how many events it would show, the other facets being as they are. */
function count(facet, chosen) {
  const counts = {}
  for (const event of events) if (fits(event, chosen, facet)) for (const value of event[facet]) counts[value] = (counts[value] ?? 0) + 1
  for (const option of fields[facet].options) {
    if (!option.value) continue
    const n = counts[option.value] ?? 0
    option.textContent = `${names[facet][option.value] ?? option.value} (${n})`
    option.disabled = !n && option.value !== chosen[facet]
  }
}

/** Writes the choice into the address, and into the links to the other pages of the timeline. */
function remember(chosen) {
  const asked = new URLSearchParams()
  for (const facet of facets) if (chosen[facet]) asked.set(facet, chosen[facet])
  const query = asked.size ? `?${asked}` : ''
  history.replaceState(null, '', `${location.pathname}${query}${location.hash}`)
  for (const link of document.querySelectorAll('main :is(.turn, .jump, .pages) a[href]')) {
    if (link.getAttribute('href').startsWith('#')) continue
    const url = new URL(link.href)
    url.search = query
    link.href = url.href
  }
}

const t = await wording()
for (const lang of new Set(events.flatMap(event => event.lang))) names.lang[lang] = t(`languages.${lang}`)
for (const value of ['past', 'planned', 'undated']) names.status[value] = t(`filter.${value}`)
const asked = new URLSearchParams(location.search)
for (const facet of facets) {
  const values = [...new Set(events.flatMap(event => event[facet]))]
  const wanted = asked.get(facet)
  if (wanted && !values.includes(wanted)) values.push(wanted)
  values.sort((a, b) => (names[facet][a] ?? a).localeCompare(names[facet][b] ?? b))
  fields[facet].append(...values.map(value => make('option', { value }, names[facet][value] ?? value)))
  fields[facet].value = wanted ?? ''
}
const chosen = () => Object.fromEntries(facets.map(facet => [facet, fields[facet].value]))
function apply() {
  choose(chosen(), t)
  remember(chosen())
}
form.addEventListener('change', apply)
all.addEventListener('click', () => {
  for (const facet of facets) fields[facet].value = ''
  apply()
  fields.entity.focus()
})
choose(chosen(), t)
if (facets.some(facet => fields[facet].value)) remember(chosen())
form.dataset.ready = ''
