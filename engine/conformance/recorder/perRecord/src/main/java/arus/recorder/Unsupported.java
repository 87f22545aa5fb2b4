package arus.recorder;

/** A scenario that this recorder cannot write as a program of the engine; it says nothing about the engine. */
public class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unsupported(String what) {
        super(what);
    }
}
