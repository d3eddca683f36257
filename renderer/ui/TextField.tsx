import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
} from 'react-aria-components';
import styles from './Field.module.css';

type KeyboardEvent = Parameters<NonNullable<AriaTextFieldProps['onKeyDown']>>[0];

export interface TextFieldProps extends Omit<AriaTextFieldProps, 'className' | 'style' | 'children'> {
  label: string;
  /** Label for screen readers only. */
  hideLabel?: boolean;
  placeholder?: string;
  hint?: string;
  /** Sentence shown under the field while `isInvalid`. */
  errorText?: string;
  /** More than one line makes it a text area of that many rows. */
  rows?: number;
}

/** Marks a field as one to mend, with the sentence that says how. */
export function problemProps(problem: string | undefined): Pick<TextFieldProps, 'isInvalid' | 'errorText'> {
  return problem === undefined ? {} : { isInvalid: true, errorText: problem };
}

/**
 * A labelled line or area of text. Keys that a word still being composed (Hangul, Kana, Pinyin) takes for itself are not
 * told; the others go on to what is around the field, so that Escape still leaves a dialog.
 */
export function TextField({
  label,
  hideLabel = false,
  placeholder,
  hint,
  errorText,
  rows = 1,
  onKeyDown,
  ...props
}: TextFieldProps) {
  const shared = { className: styles['input'] ?? '', ...(placeholder === undefined ? {} : { placeholder }) };
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    onKeyDown?.(event);
    event.continuePropagation();
  };
  return (
    <AriaTextField
      {...props}
      {...(onKeyDown === undefined ? {} : { onKeyDown: onKey })}
      className={styles['field'] ?? ''}
    >
      <Label className={hideLabel ? 'visually-hidden' : (styles['label'] ?? '')}>{label}</Label>
      {rows > 1 ? <TextArea {...shared} rows={rows} /> : <Input {...shared} />}
      {hint === undefined ? null : (
        <Text slot="description" className={styles['hint'] ?? ''}>
          {hint}
        </Text>
      )}
      <FieldError className={styles['error'] ?? ''}>{errorText}</FieldError>
    </AriaTextField>
  );
}
