// Finds units by their words. What is fetched is told in the package comment of internal/search.
import { root } from './page.js'
import { near, stem, words } from './match.js'

const budget = 300 * 1024 // bytes that one search may fetch
const blockSize = 28 * 1024 // that a block of units may have
const mostWords = 6
const kinds = { entity: 1.3, event: 1.3, quote: 1.1, passage: 1 } // how much a find of each kind weighs

let index
const loaded = new Map() // address → what it holds
let fetched = 0

async function load(path) {
  const url = new URL(path, root)
  if (!loaded.has(url.href)) {
    const answer = await fetch(url)
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
    const raw = await answer.arrayBuffer()
    fetched += raw.byteLength
    loaded.set(url.href, JSON.parse(new TextDecoder().decode(raw)))
  }
  return loaded.get(url.href)
}

/** How many bytes the last search fetched. */
export const cost = () => fetched

/** Opens the index. */
export async function open() {
  if (index) return index
  const read = await load('search/index.json')
  index = { ...read, dictionary: new Map(Object.entries(read.terms ?? {})), stop: new Set(read.stop), open: new Set() }
  return index
}

/** Opens the stretches of the alphabet that hold terms from one to another, at most so many. */
async function stretch(from, to, most) {
  const { shards } = index
  if (!shards) return
  let first = 0
  for (let low = 0, high = shards.length - 1; low <= high;) {
    const middle = (low + high) >> 1
    if (shards[middle][0] <= from) { first = middle; low = middle + 1 } else high = middle - 1
  }
  for (let i = first; i < shards.length && i < first + most && (i === first || shards[i][0] <= to); i++) {
    if (index.open.has(i)) continue
    if (fetched + shards[i][1] > budget - 3 * blockSize) return
    for (const [term, list] of Object.entries(await load(`${index.root}search/terms/${i}.json?v=${index.version}`))) index.dictionary.set(term, list)
    index.open.add(i)
  }
}

/** The forms under which a word may stand in the index. */
const forms = word => new Set([word, ...Object.values(index.stems).map(steps => stem(word, steps))])

/** The terms that a word of the query means, each with how well; the last word may be unfinished. */
async function expand(word, last) {
  const meant = new Map()
  for (const form of forms(word)) {
    await stretch(form, form, 1)
    if (index.dictionary.has(form)) meant.set(form, 1)
  }
  if (last && word.length > (index.shards ? 2 : 0)) {
    await stretch(word, word + '\uffff', 3)
    for (const term of index.dictionary.keys()) if (term.startsWith(word) && !meant.has(term)) meant.set(term, 0.6)
  }
  if (!meant.size && last) { // an ending that is being typed
    for (const term of index.dictionary.keys()) if (term.length > 3 && word.length - term.length < 6 && word.startsWith(term)) meant.set(term, 0.5)
  }
  if (!meant.size && word.length > 3) await nearTerms(word, last, meant)
  return meant
}

/** Adds the terms that differ from a word by one letter. */
async function nearTerms(word, last, meant) {
  if (index.shards) { // where such terms stand, the likeliest first
    for (let i = 0; i < word.length; i++) {
      const without = word.slice(0, i) + word.slice(i + 1)
      await stretch(without, without, 1)
      if (i + 1 < word.length) {
        const swapped = word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2)
        await stretch(swapped, swapped, 1)
      }
    }
    for (let i = word.length - 1; i > 2; i--) await stretch(word.slice(0, i), word.slice(0, i) + '\uffff', 2)
  }
  const all = [...forms(word)]
  for (const term of index.dictionary.keys()) {
    if (term[0] !== '@' && all.some(form => form.length > 3 && near(form, term, last && form === word))) meant.set(term, 0.4)
  }
}

/** Calls each with the units of a term, in order, and their weights. */
function postings(list, each) {
  let unit = 0
  for (let i = 1; i < list.length; i++) {
    unit += list[i] >> 2
    each(unit, list[i] & 3)
  }
}

/** The run of units that a unit belongs to: [kind, language, first unit, count, units in a block, first block]. */
const runOf = unit => index.ranges.find(([, , first, count]) => unit >= first && unit < first + count)

/** Reads a query: its words, without those that say nothing. */
function read(query) {
  const all = words(query)
  const telling = all.filter(({ word }) => !index.stop.has(word))
  const unfinished = !/\s$/.test(query)
  const chosen = (telling.length ? telling : all).slice(0, mostWords)
  return chosen.map(({ word, end }) => ({ word, last: unfinished && end === query.trimEnd().length }))
}

/** Scores units: those that hold every word; where there is none, those that hold the most. Of a word that very many
 * hold not all are listed: it keeps no unit out. */
async function candidates(parts) {
  const found = new Map() // unit → its score, how many words it holds, how many of those that keep others out
  let needed = 0
  for (const part of parts) {
    part.terms = await expand(part.word, part.last)
    const best = new Map()
    let whole = true
    for (const [term, how] of part.terms) {
      const list = index.dictionary.get(term)
      const rare = Math.log(1 + index.units / list[0])
      whole &&= list[0] === list.length - 1
      postings(list, (unit, weight) => best.set(unit, Math.max(best.get(unit) ?? 0, how * rare * (1 + weight * 0.6))))
    }
    if (whole) needed++
    for (const [unit, score] of best) {
      const so = found.get(unit) ?? { unit, score: 0, held: 0, kept: 0 }
      found.set(unit, { unit, score: so.score + score, held: so.held + 1, kept: so.kept + whole })
    }
  }
  const every = [...found.values()].filter(({ kept }) => kept === needed)
  const list = every.length ? every : [...found.values()]
  for (const found of list) found.score *= kinds[runOf(found.unit)[0]]
  return list.sort((a, b) => b.held - a.held || b.score - a.score || a.unit - b.unit)
}

/** Marks the words of a text that the query means. */
function matches(text, lang, parts) {
  const steps = index.stems[lang]
  const marks = []
  const held = new Set()
  for (const { word, start, end } of words(text)) {
    const stems = steps ? [word, stem(word, steps)] : [...forms(word)]
    const part = parts.findIndex(({ terms }) => stems.some(form => terms.has(form)))
    if (part < 0) continue
    marks.push([start, end])
    held.add(part)
  }
  return { marks, held }
}

/** The sentences of a passage that hold most words of the query, best first. */
function bestSentences(unit, names, parts) {
  const scored = (unit.s ?? []).map((sentence, order) => {
    const { marks, held } = matches(sentence.t, unit.l, parts)
    const told = held.size
    for (const id of sentence.e ?? []) for (const i of matches(names[id] ?? '', '', parts).held) held.add(i)
    return { sentence, marks, score: held.size + told * 0.1, order }
  }).filter(({ score }) => score > 0)
  scored.sort((a, b) => b.score - a.score || a.order - b.order)
  return scored.filter(({ score }) => score >= scored[0].score - 0.5).slice(0, 2)
}

/** Turns a unit into what is shown of it. */
function shown(kind, unit, names, parts) {
  const result = { kind, url: new URL(unit.u, root).href, title: unit.t, lang: unit.l, type: unit.y, note: unit.m, entities: unit.e ?? [] }
  const best = kind === 'passage' ? bestSentences(unit, names, parts) : []
  if (!best.length) return [{ ...result, marks: matches(unit.t, unit.l, parts).marks }]
  return best.map(({ sentence, marks }) => ({
    ...result, text: sentence.t, marks, entities: sentence.e ?? [], url: new URL(`${unit.u}#${sentence.i}`, root).href,
  }))
}

/** The units of a term alone. */
async function named(term) {
  await stretch(term, term, 1)
  const units = new Set()
  const list = index.dictionary.get(term)
  if (list) postings(list, unit => units.add(unit))
  return units
}

/** Finds what a query asks for. filter may hold kind, lang and entity. The answer holds the results, of as many units
 * as most and the budget allow, how many units of each kind and language there are, and the names of entities in them. */
export async function find(query, filter = {}, most = 10) {
  fetched = 0
  await open()
  const parts = read(query)
  const answer = { results: [], total: 0, kinds: {}, langs: {}, names: {}, more: false }
  if (!parts.length) return answer
  let list = await candidates(parts)
  if (filter.entity) {
    const about = await named('@' + filter.entity)
    list = list.filter(({ unit }) => about.has(unit))
  }
  list = list.filter(({ unit }) => {
    const [kind, lang] = runOf(unit)
    const fitsLang = !filter.lang || !lang || lang === filter.lang
    const fitsKind = !filter.kind || kind === filter.kind
    if (fitsLang) answer.kinds[kind] = (answer.kinds[kind] ?? 0) + 1
    if (fitsKind && lang) answer.langs[lang] = (answer.langs[lang] ?? 0) + 1
    return fitsLang && fitsKind
  })
  answer.total = list.length
  let used = 0
  for (const { unit } of list) {
    const [kind, , first, , perBlock, firstBlock] = runOf(unit)
    const number = firstBlock + Math.floor((unit - first) / perBlock)
    const path = `search/units/${number}.json?v=${index.version}`
    if (used >= most) break
    if (!index.blocks && !loaded.has(new URL(path, root).href) && fetched + blockSize > budget) break
    const block = index.blocks?.[number] ?? await load(path)
    Object.assign(answer.names, block.names)
    answer.results.push(...shown(kind, block.units[(unit - first) % perBlock], block.names, parts))
    used++
  }
  answer.more = used < list.length
  return answer
}
