// The engine first: everything else asks for it.
import './engine'
import '../main'
