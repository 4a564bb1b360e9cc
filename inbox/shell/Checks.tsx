import type { ComponentChildren } from 'preact';

/** A choice of several, which stay in the order of the options. `children` stand below, such as what is wrong. */
export function Checks<T extends string>(props: {
  legend: string;
  options: readonly (readonly [value: T, label: string])[];
  chosen: readonly T[];
  onChosen: (chosen: T[]) => void;
  children?: ComponentChildren;
}) {
  const { legend, options, chosen, onChosen, children } = props;
  function set(value: T, isOn: boolean) {
    onChosen(options.map(each => each[0]).filter(each => (each === value ? isOn : chosen.includes(each))));
  }
  return (
    <fieldset>
      <legend>{legend}</legend>
      {options.map(([value, label]) => (
        <label key={value} class="check">
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={event => set(value, event.currentTarget.checked)}
          />
          {label}
        </label>
      ))}
      {children}
    </fieldset>
  );
}
