// Filters the timeline by what its events say of themselves, and keeps the choice in the address.
import { make, wording } from './page.js'

const form = document.querySelector('[data-filters]')
const status = form.querySelector('[role=status]')
const all = form.querySelector('button')
const facets = ['entity', 'source', 'lang', 'status']
const fields = Object.fromEntries(facets.map(facet => [facet, form.querySelector(`select[name=${facet}]`)]))

const list = value => value ? value.split(' ') : []

const events = [...document.querySelectorAll('div.event[data-status]')].map(element => {
  const { entities, sources, languages, status } = element.dataset
  return { element, entity: list(entities), source: list(sources), lang: list(languages), status: [status] }
})
const names = new Map()
for (const facet of facets) for (const option of fields[facet].options) names.set(option, option.textContent)

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
    option.textContent = `${names.get(option)} (${n})`
    option.disabled = !n && option.value !== chosen[facet]
  }
}

/** Writes the choice into the address, and into the links to the other pages of the timeline. */
function remember(chosen) {
  const asked = new URLSearchParams()
  for (const facet of facets) if (chosen[facet]) asked.set(facet, chosen[facet])
  const query = asked.size ? `?${asked}` : ''
  history.replaceState(null, '', `${location.pathname}${query}${location.hash}`)
  for (const link of document.querySelectorAll('main :is(.turn, .pager, .chapters, .kicker) a[href]')) {
    if (link.getAttribute('href').startsWith('#')) continue
    const url = new URL(link.href)
    url.search = query
    link.href = url.href
  }
}

const t = await wording()
const asked = new URLSearchParams(location.search)
for (const facet of facets) {
  const wanted = asked.get(facet)
  if (wanted && ![...fields[facet].options].some(({ value }) => value === wanted)) { // on another page of the timeline
    const option = make('option', { value: wanted }, wanted)
    names.set(option, wanted)
    fields[facet].append(option)
  }
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
