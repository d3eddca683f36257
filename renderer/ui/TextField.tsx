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

/** A labelled line or area of text. */
export function TextField({
  label,
  hideLabel = false,
  placeholder,
  hint,
  errorText,
  rows = 1,
  ...props
}: TextFieldProps) {
  const shared = { className: styles['input'] ?? '', ...(placeholder === undefined ? {} : { placeholder }) };
  return (
    <AriaTextField {...props} className={styles['field'] ?? ''}>
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
