import { Component, type ComponentType, h, type VNode } from 'preact'

/** A component that is drawn again only when one of its properties is another: for one of many, as in a class's list. */
export function memo<Props extends object>(View: (props: Props) => VNode | null): ComponentType<Props> {
  return class extends Component<Props> {
    override shouldComponentUpdate(next: Props): boolean {
      const names = new Set([...Object.keys(this.props), ...Object.keys(next)]) as Set<keyof Props> // of both
      return [...names].some((name) => this.props[name] !== next[name])
    }
    override render() {
      return h(View, this.props)
    }
  }
}
