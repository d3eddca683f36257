import './ui/tokens.css';
import './ui/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { App } from './app/App.tsx';
import { ErrorBoundary } from './app/ErrorBoundary.tsx';
import { holdEarlyDrops } from './app/earlyDrops.ts';
import { tellRejections } from './app/tellRejections.ts';

// The content security policy forbids compiling code from strings, which zod's fast path would try.
z.config({ jitless: true });

tellRejections(window);
holdEarlyDrops(window);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <App />
    </ErrorBoundary>
  </StrictMode>,
);
