import { useState } from 'preact/hooks';
import { TextField } from '../../../shell/fields.tsx';
import { t } from './words/index.ts';

/** A whole number, from 1 unless it says otherwise. While it is typed it may be empty, which is no number and not 0. */
export function NumberField(props: {
  label: string;
  min?: number;
  max: number;
  value: number;
  onValue: (value: number) => void;
  problem: string;
}) {
  const { value, onValue, min = 1, max, problem, ...rest } = props;
  const [text, setText] = useState(String(value));
  const numberOf = (typed: string) => (typed === '' ? Number.NaN : Math.round(Number(typed)));
  return (
    <TextField
      {...rest}
      type="number"
      min={min}
      max={max}
      dir="ltr"
      value={Object.is(numberOf(text), value) ? text : String(value)}
      onValue={typed => {
        setText(typed);
        onValue(numberOf(typed));
      }}
      problem={problem && t('numberRange', { min: String(min), max: String(max) })}
    />
  );
}
