export { PictureView } from './picture-view.tsx'
export { RunsView } from './runs-view.tsx'
