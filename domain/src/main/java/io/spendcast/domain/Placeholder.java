package io.spendcast.domain;

/** Gives the build something to check until the module has code. */
final class Placeholder {
  private Placeholder() {}
}
