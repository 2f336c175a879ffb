"""A made-up conflict of a hundred thousand claims, with everything known that a case must find out."""
