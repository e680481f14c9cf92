package dev.belay.example.shop;

/** Something that the story waits for did not happen in time; the message says what. */
final class StoryException extends RuntimeException {

    StoryException(String message) {
        super(message);
    }
}
