import { createRoot } from 'react-dom/client';
import { App } from './App';
import { keepDocumentInLanguage } from './language/language';
import { keepDocumentInTheme } from './language/theme';
import './fonts/fonts.css';
import './styles/tokens.css';
import './styles/base.css';

keepDocumentInTheme();
keepDocumentInLanguage();

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
