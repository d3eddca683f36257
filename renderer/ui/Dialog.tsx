import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import styles from './Dialog.module.css';

export interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  size?: 'small' | 'medium' | 'large';
  /** Buttons at the foot, the primary one last. */
  actions: ReactNode;
  children: ReactNode;
  /** Escape and clicks outside do not close it while work is under way. */
  isBusy?: boolean;
}

/** A modal dialog; Escape closes it and focus returns to where it was. */
export function Dialog({
  title,
  isOpen,
  onClose,
  size = 'small',
  actions,
  children,
  isBusy = false,
}: DialogProps) {
  return (
    <ModalOverlay
      className={styles['overlay'] ?? ''}
      isOpen={isOpen}
      isKeyboardDismissDisabled={isBusy}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={styles['modal'] ?? ''}>
        <AriaDialog className={`${styles['dialog']} ${styles[size]}`}>
          <Heading slot="title" className={styles['title'] ?? ''}>
            {title}
          </Heading>
          <div className={styles['body']}>{children}</div>
          <div className={styles['actions']}>{actions}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
