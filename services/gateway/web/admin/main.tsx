import './app.css';
import { mount } from '../shared/mount.tsx';
import { AdminApp } from './app.tsx';

mount((boot) => <AdminApp boot={boot} />);
