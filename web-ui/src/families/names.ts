/** A family's short name: its title, or the letters of its id where that is long. */
export function familyName(id: string, title: string): string {
  if (title.length <= 14) return title
  return id.length <= 5 ? id.toUpperCase() : id[0]!.toUpperCase() + id.slice(1)
}

/** A variant's title where it stands alone: one that says nothing of its family is preceded by the family. */
export function variantName(id: string, familyTitle: string, variantTitle: string): string {
  const words = (text: string) => text.toLowerCase().split(/[^\p{L}\d]+/u)
  const family = new Set([...words(familyTitle), id])
  const speaks = words(variantTitle).some((word) => family.has(word)) || /\p{Lu}{2}/u.test(variantTitle)
  return speaks
    ? variantTitle
    : `${familyName(id, familyTitle)}, ${variantTitle[0]!.toLowerCase()}${variantTitle.slice(1)}`
}
