import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import styles from './Button.module.css';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  /** `primary` at most once a screen. */
  variant?: 'plain' | 'primary' | 'quiet' | 'danger';
  children: ReactNode;
}

/** A text button. */
export function Button({ variant = 'plain', ...props }: ButtonProps) {
  const extra = { plain: '', primary: styles['primary'], quiet: styles['quiet'], danger: styles['danger'] }[
    variant
  ];
  return <AriaButton {...props} className={`${styles['button']} ${extra}`} />;
}
