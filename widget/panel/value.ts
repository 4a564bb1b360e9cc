import { Component, type ComponentChildren } from 'preact';

/** A piece of the panel's state that components watch. Its fields change together, so nobody sees half a change. */
export interface Value<Fields extends object> {
  readonly now: Readonly<Fields>;
  /** Puts these fields in place of what they were, and tells the watchers. */
  change(fields: Partial<Fields>): void;
  watchers: Set<() => void>;
}

export function createValue<Fields extends object>(initial: Fields): Value<Fields> {
  const value = {
    now: initial,
    watchers: new Set<() => void>(),
    change(fields: Partial<Fields>) {
      value.now = { ...value.now, ...fields };
      for (const watcher of value.watchers) watcher();
    },
  };
  return value;
}

/**
 * A component that is drawn anew when one of these values changes, and with its parent like any other. What it draws may
 * read the same values without watching them itself.
 */
export function watching<Props extends object>(
  values: Pick<Value<object>, 'watchers'>[],
  draw: (props: Props) => ComponentChildren,
) {
  return class extends Component<Props> {
    override componentDidMount() {
      const redraw = () => this.setState({});
      for (const { watchers } of values) watchers.add(redraw);
      this.componentWillUnmount = () => {
        for (const { watchers } of values) watchers.delete(redraw);
      };
    }
    override render() {
      return draw(this.props);
    }
  };
}
