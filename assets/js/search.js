// The search as readers see it: in a dialog on every page, and on a page of its own that keeps the query in its address.
import { make, style, wording } from './page.js'
import { find, open as openIndex } from './find.js'

const kinds = ['', 'entity', 'event', 'quote', 'passage']
let t
let dialog

/** Opens the search in a dialog. opener gets the focus back. */
export async function open(opener) {
  [t] = await Promise.all([wording(), style()])
  if (!dialog) {
    const close = make('button', { type: 'button', class: 'close', 'aria-label': t('search.close') }, '×')
    dialog = make('dialog', { class: 'search-dialog', 'aria-label': t('search.title') })
    dialog.append(form(false), close)
    close.addEventListener('click', () => dialog.close())
    dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close() })
    dialog.addEventListener('close', () => opener?.focus({ preventScroll: true }))
    document.body.append(dialog)
  }
  dialog.showModal()
  dialog.querySelector('input').select()
}

/** Puts the search into its own page. */
export async function mount(place) {
  [t] = await Promise.all([wording(), style()])
  place.append(form(true))
  const input = place.querySelector('input')
  if (!location.hash) input.focus({ preventScroll: true })
  if (input.value) input.dispatchEvent(new Event('input'))
}

/** Makes the form and its results; addressed is the one that keeps its query in the page's address. */
function form(addressed) {
  const id = addressed ? 'search-here' : 'search-dialog'
  const asked = new URLSearchParams(addressed ? location.search : '')
  const input = make('input', { id, type: 'text', name: 'q', inputmode: 'search', enterkeyhint: 'search', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', value: asked.get('q') ?? '' })
  const kind = choice('kind', kinds, k => t(`search.kind.${k || 'all'}`), asked.get('kind'))
  const lang = choice('lang', [''], () => t('search.any'), asked.get('lang'))
  const entity = choice('entity', [''], () => t('search.any'), asked.get('entity'))
  const status = make('p', { role: 'status', class: 'meta' })
  const list = make('ol', { class: 'found' })
  const more = make('button', { type: 'button', class: 'more', hidden: true }, t('search.more'))
  const element = make('form', { role: 'search', class: 'finder' },
    make('label', { for: id }, t('search.label')), input,
    make('div', { class: 'filters' }, labelled('search.type', kind), labelled('search.lang', lang), labelled('search.entity', entity)),
    status, list, more)
  const parts = { input, kind, lang, entity, status, list, more }
  let most = 10
  let asking = 0
  async function ask() {
    const mine = ++asking
    const filter = { kind: kind.value, lang: lang.value, entity: entity.value }
    if (addressed) remember(input.value, filter)
    try {
      const answer = await find(input.value, filter, most)
      if (mine === asking) show(answer, parts)
    } catch {
      status.textContent = t('search.failed')
    }
  }
  const anew = () => { most = 10; ask() }
  input.addEventListener('input', anew)
  for (const select of [kind, lang, entity]) select.addEventListener('change', anew)
  more.addEventListener('click', async () => {
    const seen = list.children.length
    most += 10
    await ask()
    list.children[seen]?.querySelector('a').focus()
  })
  element.addEventListener('submit', event => event.preventDefault())
  element.addEventListener('keydown', event => walk(event, input, list, addressed))
  list.addEventListener('click', event => { if (event.target.closest('a')) dialog?.close() })
  openIndex().catch(() => {})
  return element
}

const labelled = (key, select) => make('label', {}, `${t(key)} `, select)

function choice(name, values, word, chosen) {
  const select = make('select', { name }, ...values.map(value => make('option', { value }, word(value))))
  if (chosen && !values.includes(chosen)) select.append(make('option', { value: chosen }, chosen))
  select.value = chosen ?? ''
  return select
}

/** Keeps the query in the page's address. */
function remember(query, filter) {
  const asked = new URLSearchParams()
  for (const [key, value] of Object.entries({ q: query, ...filter })) if (value) asked.set(key, value)
  history.replaceState(null, '', `${location.pathname}${asked.size ? `?${asked}` : ''}${location.hash}`)
}

/** Arrow keys walk from the field through the results and back; Home and End go to the ends, Enter to the first. */
function walk(event, input, list, addressed) {
  const links = [...list.querySelectorAll('a')]
  const at = links.indexOf(document.activeElement)
  let to
  if (event.key === 'Enter' && event.target === input) { // not on submit: the Enter that opened the search must not count
    event.preventDefault()
    links[0]?.click()
    return
  }
  if (event.key === 'ArrowDown' && (at >= 0 || event.target === input)) to = links[at + 1]
  else if (event.key === 'ArrowUp' && at >= 0) to = links[at - 1] ?? input
  else if (event.key === 'Home' && at >= 0) to = links[0]
  else if (event.key === 'End' && at >= 0) to = links.at(-1)
  else if (event.key === 'Escape' && addressed && at >= 0) to = input
  else return
  event.preventDefault()
  to?.focus()
}

function show(answer, { input, kind, lang, entity, status, list, more }) {
  const asked = input.value.trim() !== ''
  list.replaceChildren(...answer.results.map(result))
  more.hidden = !answer.more
  status.textContent = !asked ? '' : answer.total ? t('search.found', { n: answer.total }) : t('search.nothing')
  let all = 0
  for (const k of kinds) all += answer.kinds[k] ?? 0
  for (const option of kind.options) {
    const n = option.value ? answer.kinds[option.value] ?? 0 : all
    option.textContent = t(`search.kind.${option.value || 'all'}`) + (asked ? ` (${n})` : '')
  }
  offer(lang, Object.entries(answer.langs).map(([value, n]) => [value, `${t(`languages.${value}`)} (${n})`]))
  offer(entity, Object.entries(answer.names).sort(([, a], [, b]) => a.localeCompare(b)))
}

/** Offers values to choose from; what is chosen stays on offer. */
function offer(select, values) {
  const chosen = select.value
  const kept = [...select.options].find(option => option.value && option.value === chosen)
  if (kept && !values.some(([value]) => value === chosen)) values.push([chosen, kept.textContent.replace(/ \(\d+\)$/, '')])
  select.replaceChildren(select.options[0], ...values.map(([value, word]) => make('option', { value }, word)))
  select.value = chosen
}

function result({ kind, type, url, title, lang, note, text, marks }) {
  const link = make('a', { href: url, lang: lang || undefined }, ...marked(text ?? title, marks))
  const meta = make('span', { class: 'meta' }, make('span', { class: `chip kind-${kind}` }, kind === 'entity' ? t(`type.${type}`) : t(`search.one.${kind}`)), ' ')
  if (text) meta.append(make('span', { lang: lang || undefined }, title), ' · ')
  meta.append(note ?? '')
  return make('li', {}, link, meta)
}

const shownLength = 320

/** The words of a text, those found marked; a long text is shown from shortly before the first of them. */
function marked(text, marks) {
  const from = text.length > shownLength && marks.length ? Math.max(0, text.lastIndexOf(' ', Math.max(0, marks[0][0] - 90)) + 1) : 0
  const to = text.length > from + shownLength ? text.lastIndexOf(' ', from + shownLength) : text.length
  const out = [from ? '… ' : '']
  let at = from
  for (const [start, end] of marks) {
    if (start < at || end > to) continue
    out.push(text.slice(at, start), make('mark', {}, text.slice(start, end)))
    at = end
  }
  out.push(text.slice(at, to), to < text.length ? ' …' : '')
  return out
}
