export { AskedCard } from './asked-card.tsx'
