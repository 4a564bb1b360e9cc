import { TextField } from '../../../shell/fields.tsx';

/** A whole number from 1. */
export function NumberField(props: {
  label: string;
  max: number;
  value: number;
  onValue: (value: number) => void;
  problem: string;
}) {
  const { value, onValue, max, ...rest } = props;
  return (
    <TextField
      {...rest}
      type="number"
      min={1}
      max={max}
      dir="ltr"
      value={String(value)}
      onValue={text => onValue(Math.round(Number(text)))}
    />
  );
}
