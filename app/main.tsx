import { startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { keepDocumentInLanguage } from './language/language';
import { keepDocumentInTheme } from './language/theme';
import './fonts/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/contrast.css';
import './styles/print.css';

keepDocumentInTheme();
keepDocumentInLanguage();

const root = document.getElementById('root');
// In pieces: what is drawn first does not hold up the first touch.
if (root) startTransition(() => createRoot(root).render(<App />));
