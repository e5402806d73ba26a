// This file holds the target's place until its first source arrives.
