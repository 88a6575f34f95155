// Copies the NHS.UK frontend's style sheet and icons into wwwroot/nhsuk, without the @font-face rules: they fetch a licensed font from elsewhere.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'

const from = 'node_modules/nhsuk-frontend/dist/nhsuk'
const to = 'wwwroot/nhsuk'
mkdirSync(to, { recursive: true })
for (const icon of readdirSync(`${from}/assets/images`).filter(name => name.startsWith('nhsuk-icon-') && name.endsWith('.svg'))) {
  cpSync(`${from}/assets/images/${icon}`, `${to}/${icon}`)
}

const css = readFileSync(`${from}/nhsuk-frontend.min.css`, 'utf8')
  .replace(/@font-face\{[^}]*\}/g, '')
  .replace(/\/\*# sourceMappingURL=.*?\*\//, '')
  .replaceAll('/assets/images/', '')
const target = `${to}/nhsuk-frontend.css`
if (!existsSync(target) || readFileSync(target, 'utf8') !== css) {
  writeFileSync(target, css)
}
