import type { ReactNode } from 'react';
import {
  ToggleButton as AriaToggleButton,
  type ToggleButtonProps as AriaToggleButtonProps,
} from 'react-aria-components';
import styles from './Button.module.css';

export interface ToggleButtonProps extends Omit<AriaToggleButtonProps, 'className' | 'style' | 'children'> {
  children: ReactNode;
}

/** A button that is on or off. */
export function ToggleButton(props: ToggleButtonProps) {
  return <AriaToggleButton {...props} className={`${styles['button']} ${styles['toggle']}`} />;
}
