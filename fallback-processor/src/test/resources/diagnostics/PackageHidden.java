package bank;

public interface PackageHidden { // ERROR FB-037: a type called java in PackageHidden hides the package java
  record java(long id) {}

  @dev.fallback.annotation.Fallback(maxAge = "1d")
  CompletionLater<java> name(long id); // ERROR FB-002: name returns bank.PackageHidden.CompletionLater

  interface CompletionLater<T> {}
}
