/** A style sheet, of which a test sees nothing. */
export {}
