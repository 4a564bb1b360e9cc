import { Component, type ComponentChild, type ComponentClass, createElement, type FunctionComponent } from 'preact';

/**
 * Draws a component anew only when one of its props is another thing (by `Object.is`), or when a signal says so that it
 * reads itself. For what stands a thousand times in a page.
 */
export function memo<Props extends object>(Inner: FunctionComponent<Props>): ComponentClass<Props> {
  return class extends Component<Props> {
    override shouldComponentUpdate(next: Props): boolean {
      const names = new Set([...Object.keys(this.props), ...Object.keys(next)]) as Set<keyof Props>;
      return [...names].some(name => !Object.is(this.props[name], next[name]));
    }
    override render(props: Props): ComponentChild {
      return createElement(Inner, props);
    }
  };
}
