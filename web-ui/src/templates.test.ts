import { describe, expect, it } from 'vitest'
import { parse } from 'vue/compiler-sfc'

interface Node {
  type: number
  tag?: string
  props?: { type: number; name: string; arg?: { content?: string }; value?: { content: string } }[]
  children?: Node[]
  loc: { start: { line: number } }
}
const element = 1
const attribute = 6

const sources = import.meta.glob<string>('./**/*.vue', { query: '?raw', import: 'default', eager: true })
const elements = Object.entries(sources).flatMap(([file, source]) => {
  const root = parse(source).descriptor.template?.ast as Node | undefined
  return root ? below(root).map((node) => ({ node, place: `${file}:${node.loc.start.line}` })) : []
})

function below(node: Node): Node[] {
  const children = (node.children ?? []).filter((child) => child.type === element)
  return [...children, ...children.flatMap(below)]
}
function has(node: Node, name: string): boolean {
  return (node.props ?? []).some((prop) => (prop.type === attribute ? prop.name : prop.arg?.content) === name)
}
const wrong = (tag: string, isRight: (node: Node) => boolean) =>
  elements.filter(({ node }) => node.tag === tag && !isRight(node)).map(({ place }) => place)

describe('in every template', () => {
  it('a button says whether it submits the form that it may one day stand in', () =>
    expect(wrong('button', (node) => has(node, 'type'))).toEqual([]))

  it('a form has a button that sends it, and any other button does something by itself', () => {
    const sends = (node: Node) =>
      node.tag === 'button' &&
      node.props?.some(({ name, value }) => name === 'type' && value?.content === 'submit')
    expect(wrong('form', (node) => below(node).some(sends))).toEqual([])
    expect(wrong('button', (node) => sends(node) || has(node, 'click'))).toEqual([])
  })

  it('a table has a name and heads', () =>
    expect(
      wrong('table', (node) => {
        const inside = below(node)
        return (
          (has(node, 'aria-label') || inside.some(({ tag }) => tag === 'caption')) &&
          inside.some(({ tag }) => tag === 'th')
        )
      }),
    ).toEqual([]))

  it('a head of a table says of what it is the head, in words', () =>
    expect(wrong('th', (node) => has(node, 'scope') && (node.children ?? []).length > 0)).toEqual([]))
})
