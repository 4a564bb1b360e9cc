import { useState } from 'preact/hooks';
import { TextField } from '../../../shell/fields.tsx';
import { t } from './words/index.ts';

/** A whole number, from 1 unless it says otherwise. While it is typed it may be empty. */
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
  const numberOf = (typed: string) => Math.round(Number(typed));
  return (
    <TextField
      {...rest}
      type="number"
      min={min}
      max={max}
      dir="ltr"
      value={numberOf(text) === value ? text : String(value)}
      onValue={typed => {
        setText(typed);
        onValue(numberOf(typed));
      }}
      problem={problem && t('numberRange', { min: String(min), max: String(max) })}
    />
  );
}
