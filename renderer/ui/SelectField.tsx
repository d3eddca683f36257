import { ChevronDown } from 'lucide-react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import styles from './Field.module.css';

export interface SelectOption<T extends string> {
  id: T;
  label: string;
  /** Explanation beside the label. */
  detail?: string;
}

export interface SelectFieldProps<T extends string> {
  label: string;
  hideLabel?: boolean;
  options: readonly SelectOption<T>[];
  value: T;
  onChange: (value: T) => void;
  isDisabled?: boolean;
}

/** A labelled choice of one. */
export function SelectField<T extends string>({
  label,
  hideLabel = false,
  options,
  value,
  onChange,
  isDisabled = false,
}: SelectFieldProps<T>) {
  return (
    <Select
      className={styles['field'] ?? ''}
      value={value}
      isDisabled={isDisabled}
      onChange={(key) => {
        const chosen = options.find((option) => option.id === key);
        if (chosen !== undefined) onChange(chosen.id);
      }}
    >
      <Label className={hideLabel ? 'visually-hidden' : (styles['label'] ?? '')}>{label}</Label>
      <Button className={`${styles['input']} ${styles['select']}`}>
        <SelectValue className={styles['selectValue'] ?? ''}>
          {({ selectedText }) => selectedText}
        </SelectValue>
        <ChevronDown size={14} aria-hidden />
      </Button>
      <Popover className={styles['popover'] ?? ''}>
        <ListBox>
          {options.map((option) => (
            <ListBoxItem
              key={option.id}
              id={option.id}
              textValue={option.label}
              className={styles['option'] ?? ''}
            >
              {option.label}
              {option.detail === undefined ? null : <small>{option.detail}</small>}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
