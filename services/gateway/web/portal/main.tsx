import './app.css';
import { mount } from '../shared/mount.tsx';
import { PortalApp } from './app.tsx';

mount((boot) => <PortalApp boot={boot} />);
