const wordsOf = (text: string) => text.toLowerCase().split(/[^\p{L}\d]+/u)

/** A family's short name: its title, or where that is long its id: a word as a word, short letters as an abbreviation. */
export function familyName(id: string, title: string): string {
  if (title.length <= 14) return title
  const abbreviates = id.length <= 5 && !wordsOf(title).includes(id)
  return abbreviates ? id.toUpperCase() : id[0]!.toUpperCase() + id.slice(1)
}

/** A variant's title where it stands alone: one that says nothing of its family is preceded by the family. */
export function variantName(id: string, familyTitle: string, variantTitle: string): string {
  const family = new Set([...wordsOf(familyTitle), id])
  const speaks = wordsOf(variantTitle).some((word) => family.has(word)) || /\p{Lu}{2}/u.test(variantTitle)
  return speaks
    ? variantTitle
    : `${familyName(id, familyTitle)}, ${variantTitle[0]!.toLowerCase()}${variantTitle.slice(1)}`
}
