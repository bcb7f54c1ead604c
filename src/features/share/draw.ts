import type { Pen } from '@/platform/sharing/canvas'
import type { Command, Picture } from './picture'

const FONT = '-apple-system, "PingFang SC", "Noto Sans CJK SC", sans-serif'

/** Carries the commands of a picture out. */
export async function draw({ commands, width, height, scale }: Picture, pen: Pen, code?: string): Promise<void> {
  const { context } = pen
  context.setTransform(scale, 0, 0, scale, 0, 0)
  for (const command of commands) {
    if (command.draw === 'code') {
      if (code !== undefined) {
        const { x, y, size } = command
        context.drawImage(await pen.image(code), x, y, size, size)
      }
    } else drawNow(context, command, width / scale, height / scale)
  }
}

function drawNow(
  context: CanvasRenderingContext2D,
  command: Exclude<Command, { draw: 'code' }>,
  width: number,
  height: number,
): void {
  if (command.draw === 'text') write(context, command)
  else if (command.draw === 'ground') {
    const shade = context.createLinearGradient(0, 0, width * 0.34, height)
    shade.addColorStop(0, command.from)
    shade.addColorStop(1, command.to)
    context.fillStyle = shade
    context.fillRect(0, 0, width, height)
  } else {
    context.beginPath()
    if (command.draw === 'round') context.arc(command.x, command.y, command.radius, 0, 2 * Math.PI)
    else outline(context, command)
    paint(context, command)
  }
}

function paint(context: CanvasRenderingContext2D, { fill, stroke }: { fill?: string; stroke?: string }): void {
  if (fill) {
    context.fillStyle = fill
    context.fill()
  }
  if (stroke) {
    context.strokeStyle = stroke
    context.stroke()
  }
}

/** A box with round corners; `roundRect` is too new for many phones. */
function outline(context: CanvasRenderingContext2D, box: Extract<Command, { draw: 'box' }>): void {
  const { x, y, width, height, radius } = box
  context.moveTo(x + radius, y)
  context.arcTo(x + width, y, x + width, y + height, radius)
  context.arcTo(x + width, y + height, x, y + height, radius)
  context.arcTo(x, y + height, x, y, radius)
  context.arcTo(x, y, x + width, y, radius)
  context.closePath()
}

/** Words that do not fit are written smaller: nothing is ever cut. */
function write(context: CanvasRenderingContext2D, command: Extract<Command, { draw: 'text' }>): void {
  const { x, y, text, size, bold, color, align = 'left', room } = command
  const font = (pixels: number) => `${bold ? 'bold ' : ''}${pixels}px ${FONT}`
  context.font = font(size)
  const { width } = context.measureText(text)
  if (width > room) context.font = font((size * room) / width)
  context.fillStyle = color
  context.textAlign = align
  context.fillText(text, x, y)
}
