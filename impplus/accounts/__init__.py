"""The pages of an account, which are django-allauth's, in our addresses and words."""
