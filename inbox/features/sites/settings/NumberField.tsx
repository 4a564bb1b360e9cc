import { useState } from 'preact/hooks';
import { TextField } from '../../../shell/fields.tsx';
import { t } from './words/index.ts';

/** A whole number from 1. While it is typed it may be empty. */
export function NumberField(props: {
  label: string;
  max: number;
  value: number;
  onValue: (value: number) => void;
  problem: string;
}) {
  const { value, onValue, max, problem, ...rest } = props;
  const [text, setText] = useState(String(value));
  const numberOf = (typed: string) => Math.round(Number(typed));
  return (
    <TextField
      {...rest}
      type="number"
      min={1}
      max={max}
      dir="ltr"
      value={numberOf(text) === value ? text : String(value)}
      onValue={typed => {
        setText(typed);
        onValue(numberOf(typed));
      }}
      problem={problem && t('numberRange', { max: String(max) })}
    />
  );
}
