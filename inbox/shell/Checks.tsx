import { useId } from 'preact/hooks';
import { Problem } from './Submit.tsx';

/** A choice of several, which stay in the order of the options. What is wrong with it stands below. */
export function Checks<T extends string>(props: {
  legend: string;
  options: readonly (readonly [value: T, label: string])[];
  chosen: readonly T[];
  onChosen: (chosen: T[]) => void;
  problem?: string;
}) {
  const { legend, options, chosen, onChosen, problem = '' } = props;
  const problemId = `${useId()}-problem`;
  function set(value: T, isOn: boolean) {
    onChosen(options.map(each => each[0]).filter(each => (each === value ? isOn : chosen.includes(each))));
  }
  return (
    <fieldset aria-describedby={problem ? problemId : undefined}>
      <legend>{legend}</legend>
      {options.map(([value, label]) => (
        <label key={value} class="check">
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            aria-invalid={problem ? true : undefined}
            onChange={event => set(value, event.currentTarget.checked)}
          />
          {label}
        </label>
      ))}
      <Problem id={problemId} text={problem} />
    </fieldset>
  );
}
